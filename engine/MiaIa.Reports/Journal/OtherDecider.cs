using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Reports.Journal;

/// <summary>Whether a journal was decided by other settings or rules than those that replay it: then the replay has to differ.</summary>
public static class OtherDecider
{
    /// <summary>The first segment that was, in words; null: none.</summary>
    /// <param name="segments">Of the journal.</param>
    /// <param name="settingsHash">Of the settings that are to replay it.</param>
    public static string? Of(IEnumerable<JournalHeader> segments, ulong settingsHash)
    {
        ArgumentNullException.ThrowIfNull(segments);
        foreach (var header in segments)
        {
            if (header.SettingsHash != settingsHash)
                return $"segment {header.Number} was decided with other settings than the given ones";
            if (header.RulesVersion != EngineState.RulesVersion)
                return $"segment {header.Number} was decided by rules {header.RulesVersion}, this program decides by rules {EngineState.RulesVersion}";
        }

        return null;
    }
}
