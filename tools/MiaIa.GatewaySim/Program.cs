using MiaIa.GatewaySim;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

ProgramHost.LeaveSystemFolder();
return await GatewayProgram.RunAsync(
    SettingsSources.OfThisProcess(GatewaySettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
