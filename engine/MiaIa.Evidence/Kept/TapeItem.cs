namespace MiaIa.Evidence.Kept;

/// <summary>What an event means to whoever holds a trade on paper. The numbers stand in files.</summary>
internal enum TapeItem : byte
{
    Nothing = 0,
    Trade = 1,
    Book = 2,

    /// <summary>The book is not known any more.</summary>
    BookLost = 3,

    /// <summary>Trades are lost, or another contract is traded: what is open has no price.</summary>
    TapeBroken = 4,

    /// <summary>Everything has to be closed before the close.</summary>
    Close = 5,

    /// <summary>Another fee is in force.</summary>
    Fee = 6,
}
