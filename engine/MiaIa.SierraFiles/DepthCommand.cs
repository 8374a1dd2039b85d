namespace MiaIa.SierraFiles;

/// <summary>What a <c>.depth</c> record does to the book; the numbers stand in the file.</summary>
public enum DepthCommand : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Empties both sides; a snapshot follows.</summary>
    ClearBook = 1,

    /// <summary>A new bid level.</summary>
    AddBid = 2,

    /// <summary>A new ask level.</summary>
    AddAsk = 3,

    /// <summary>New quantity at a bid level.</summary>
    ModifyBid = 4,

    /// <summary>New quantity at an ask level.</summary>
    ModifyAsk = 5,

    /// <summary>A bid level goes.</summary>
    DeleteBid = 6,

    /// <summary>An ask level goes.</summary>
    DeleteAsk = 7,
}
