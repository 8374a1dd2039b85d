namespace MiaIa.Ibkr.Messages;

/// <summary>An error, a warning or news of the Gateway.</summary>
/// <param name="RequestId">The request it belongs to; −1 for the session as a whole.</param>
/// <param name="Code">IBKR's number.</param>
/// <param name="Text">IBKR's text. It may hold anything: escape it before a log or a page.</param>
/// <param name="RejectJson">Details as JSON; empty for market data.</param>
/// <param name="TimeUnixMs">When it happened, Unix ms; null before server version 194.</param>
public sealed record Notice(int RequestId, int Code, string Text, string RejectJson, long? TimeUnixMs)
{
    /// <summary>What the client has to make of it.</summary>
    public NoticeClass Class => NoticeTable.ClassOf(Code, Text);

    /// <summary>Code and text as they may stand in a log.</summary>
    public string Shown => $"({Code}): {ShownText.Of(Text)}";
}
