namespace MiaIa.Evidence.Recordings;

/// <summary>How the contract of a day is chosen among those that were recorded.</summary>
public enum FrontRule
{
    /// <summary>The front month by the exchange's calendar; from the roll day of the settings on the next one.</summary>
    Calendar,

    /// <summary>The one that had more contracts traded on the last recorded day before; on the first day, that day itself.</summary>
    Volume,
}
