using MiaIa.Engine.Host;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

ProgramHost.LeaveSystemFolder();
PrivateFiles.Only();
FileSizeLimit.MakeItAFault();
return await EngineProgram.RunAsync(
    SettingsSources.OfThisProcess(ProgramSections.Engine, args),
    Console.Out,
    Console.Error,
    CancellationToken.None
);
