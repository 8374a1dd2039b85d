namespace MiaIa.Reports.Trades;

/// <summary>Segments of the journal in a row that were decided by the same settings, rules and program.</summary>
/// <param name="First">Its first segment.</param>
/// <param name="Last">Its last one.</param>
/// <param name="CreatedNs">When the first was begun.</param>
/// <param name="SettingsHash">Of the settings.</param>
/// <param name="Name">Settings, rules and version.</param>
internal sealed record SettingsInForce(long First, long Last, long CreatedNs, string SettingsHash, string Name)
{
    /// <summary>Whether a trade was decided under them.</summary>
    internal bool Holds(Trade trade) => trade.Segment >= First && trade.Segment <= Last;

    /// <summary>Puts neighbours of one name together.</summary>
    internal static List<SettingsInForce> Joined(IEnumerable<SettingsInForce> segments)
    {
        var joined = new List<SettingsInForce>();
        foreach (var segment in segments)
        {
            if (joined.Count > 0 && joined[^1].Name == segment.Name)
                joined[^1] = joined[^1] with { Last = segment.Last };
            else
                joined.Add(segment);
        }

        return joined;
    }
}
