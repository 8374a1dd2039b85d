using MiaIa.Cli.Engine;
using MiaIa.Cli.Programs;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Cli.Doctor;

/// <summary>Whether the engine runs with what its settings say now.</summary>
internal static class RunningSettingsCheck
{
    private const string Name = "settings in force";

    /// <summary>Null where there is nothing to compare: no engine runs, it is another one, or its settings could not be used anyhow.</summary>
    internal static Check? Of(ProgramSettings engine, EngineLook look)
    {
        if (look.Status is not { } status || !engine.AreValid || look.Address != EngineLook.AddressOf(engine))
            return null;
        var program = engine.Program;
        var sources = SettingsSources.OfThisProcess(ProgramSections.Engine, program.Arguments) with { FilePath = program.SettingsFile };
        if (status.Setting.Count == 0 || SettingsLoader.Load<EngineSettings>(sources).Settings is not { } file)
            return Check.NotKnown(Name, "the engine that runs, or the one that lies here, is of another version: they cannot be compared");
        var changed = ChangedSettings.Between(status.Setting, file);
        return changed.Count == 0
            ? Check.Ok(Name, "the engine runs with these settings")
            : Check.Warn(Name, $"changed since the engine started: {string.Join(", ", changed)}", ChangedSettings.ToDo);
    }
}
