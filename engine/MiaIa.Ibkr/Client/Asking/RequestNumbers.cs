namespace MiaIa.Ibkr.Client;

/// <summary>Request ids: each is used once, over all sessions, so that a late answer finds nobody.</summary>
internal sealed class RequestNumbers
{
    /// <summary>The next number.</summary>
    public int Peek { get; private set; } = 1_000;

    /// <summary>Takes it.</summary>
    public int Take() => Peek++;
}
