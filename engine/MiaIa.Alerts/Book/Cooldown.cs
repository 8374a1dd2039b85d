namespace MiaIa.Alerts.Book;

/// <summary>
/// How long an alert is silent after each message: at first a while of its own, then twice as long each time, up to an hour. Once it has been
/// silent for two such whiles, it begins anew.
/// </summary>
internal struct Cooldown(TimeSpan first)
{
    private TimeSpan _length;
    private DateTimeOffset _until;

    /// <summary>Whether something may be told.</summary>
    internal readonly bool Allows(DateTimeOffset at) => at >= _until;

    /// <summary>Whether it begins anew with the next message.</summary>
    internal readonly bool IsForgotten(DateTimeOffset at) => at >= _until + _length;

    /// <summary>Something was told, at a moment of silence too: what became more serious does not wait.</summary>
    internal void Told(DateTimeOffset at)
    {
        var twice = 2 * _length;
        _length =
            IsForgotten(at) ? first
            : twice > AlertKinds.CooldownMax ? AlertKinds.CooldownMax
            : twice;
        _until = at + _length;
    }
}
