using MiaIa.GatewaySim;
using MiaIa.Hosting.Settings;

return await GatewayProgram.RunAsync(
    SettingsSources.OfThisProcess(GatewaySettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
