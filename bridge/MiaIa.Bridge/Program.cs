using MiaIa.Bridge;
using MiaIa.Hosting.Settings;

return await BridgeProgram.RunAsync(
    SettingsSources.OfThisProcess(BridgeSettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
