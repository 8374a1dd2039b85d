using MiaIa.Bridge;
using MiaIa.Bridge.Relay;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

ProgramHost.LeaveSystemFolder();
PrivateFiles.Only();
FileSizeLimit.MakeItAFault();
var exitCode = await BridgeProgram.RunAsync(
    SettingsSources.OfThisProcess(BridgeSettings.Section, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);

// Last words linger for less; what NetMQ has not finished by then ends with the process.
StudyPort.FinishSending(TimeSpan.FromSeconds(1));
return exitCode;
