using MiaIa.Engine.Host;
using MiaIa.Engine.Host.Tests.Processes;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

/// <summary>
/// Runs in the engine's own process before its program does (DOTNET_STARTUP_HOOKS; the runtime wants this name, without a namespace), and runs the same
/// program with a clock that fails in the part that is to be tested.
/// </summary>
internal static class StartupHook
{
    internal const string Variable = "MIAIA_TEST_FAULT_IN";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } part)
            return;
        var sources = SettingsSources.OfThisProcess(ProgramSections.Engine, Environment.GetCommandLineArgs()[1..]);
        var time = new FailingTime(part);
        Environment.Exit(
            EngineProgram.RunAsync(sources, Console.Out, Console.Error, CancellationToken.None, time).GetAwaiter().GetResult()
        );
    }
}
