namespace MiaIa.Engine.Orders;

/// <summary>What can happen to a tracked order: the eight reports, and what the tracker concludes from snapshots, silence and its own requests.</summary>
internal enum OrderEvent : byte
{
    /// <summary>Nothing was made of its command.</summary>
    Refused = 0,

    /// <summary>Handed to Sierra.</summary>
    Sent,

    /// <summary>Accepted and working, or modified.</summary>
    Working,

    /// <summary>Some lots are filled, by a status or by an execution.</summary>
    Partial,

    /// <summary>Nothing is left to fill, by a status or by executions.</summary>
    Filled,

    /// <summary>Cancelled, and nothing known explains why.</summary>
    Canceled,

    /// <summary>Cancelled because what it was for is gone: its position, its sibling's fill, or a flatten.</summary>
    Released,

    /// <summary>Rejected.</summary>
    Rejected,

    /// <summary>Its command had come before.</summary>
    Exists,

    /// <summary>A snapshot has it among the working orders.</summary>
    Shown,

    /// <summary>A snapshot does not have it, and nothing happened to it lately.</summary>
    Missing,

    /// <summary>Asked by id, Sierra's side has never had it.</summary>
    Unknown,

    /// <summary>No answer in time.</summary>
    Silent,

    /// <summary>Its signal has ended.</summary>
    Unwanted,
}
