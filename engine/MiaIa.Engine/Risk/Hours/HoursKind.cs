namespace MiaIa.Engine.Risk;

/// <summary>What the engine does at an hour.</summary>
public enum HoursKind : byte
{
    /// <summary>The futures do not trade, or the calendar does not know the day.</summary>
    Closed = 0,

    /// <summary>Everything is computed and recorded; nobody is expected to look.</summary>
    Surveillance,

    /// <summary>Signals are shown to be watched, and make no entry.</summary>
    Watch,

    /// <summary>Entries may be made.</summary>
    Trade,
}
