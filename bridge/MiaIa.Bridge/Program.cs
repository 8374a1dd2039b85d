using MiaIa.Bridge;
using MiaIa.Settings;

return await BridgeProgram.RunAsync(
    SettingsSources.OfThisProcess(BridgeSettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
