using MiaIa.GatewaySim;
using MiaIa.Settings;

return await GatewayProgram.RunAsync(
    SettingsSources.OfThisProcess(GatewaySettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
