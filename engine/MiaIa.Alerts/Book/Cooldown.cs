namespace MiaIa.Alerts.Book;

/// <summary>
/// How long an alert is silent after each message: at first a while of its own, then twice as long each time, up to an hour. Once it has been
/// silent for two such whiles, it begins anew.
/// </summary>
internal struct Cooldown(TimeSpan first)
{
    /// <summary>How long the newest silence is.</summary>
    internal TimeSpan Length { get; private set; }

    /// <summary>When it ends.</summary>
    internal DateTimeOffset Until { get; private set; }

    /// <summary>Goes on with what was kept of it.</summary>
    internal void Restore(TimeSpan length, DateTimeOffset until) => (Length, Until) = (length, until);

    /// <summary>Whether something may be told.</summary>
    internal readonly bool Allows(DateTimeOffset at) => at >= Until;

    /// <summary>Whether it begins anew with the next message.</summary>
    internal readonly bool IsForgotten(DateTimeOffset at) => at >= Until + Length;

    /// <summary>Something was told, at a moment of silence too: what became more serious does not wait.</summary>
    internal void Told(DateTimeOffset at)
    {
        var twice = 2 * Length;
        Length =
            IsForgotten(at) ? first
            : twice > AlertKinds.CooldownMax ? AlertKinds.CooldownMax
            : twice;
        Until = at + Length;
    }
}
