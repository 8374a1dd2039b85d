namespace MiaIa.Engine.Host.Runner;

/// <summary>Ten at once, then one a second: more than a person with a finger on the key, less than a disk or a log would notice.</summary>
internal sealed class CommandRate
{
    private const int AtOnce = 10;
    private const long EachNs = 1_000_000_000;

    private long _fullAtUnixNs;

    internal bool Allows(long atUnixNs)
    {
        var full = Math.Max(_fullAtUnixNs, atUnixNs);
        if (full - atUnixNs > (AtOnce - 1) * EachNs)
            return false;

        _fullAtUnixNs = full + EachNs;
        return true;
    }
}
