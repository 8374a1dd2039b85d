using MiaIa.Bridge;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

ProgramHost.LeaveSystemFolder();
return await BridgeProgram.RunAsync(
    SettingsSources.OfThisProcess(BridgeSettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
