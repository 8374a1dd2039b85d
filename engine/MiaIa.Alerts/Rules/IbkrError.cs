using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// The client told of something that a person has to deal with. It lasts until the client says that it is over, the link is live, and the client has
/// told of no such thing for a minute: what it tells, it tells once an episode, however long that lasts.
/// </summary>
public sealed class IbkrError : IAlertRule
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private IbkrNews? _newest;
    private DateTimeOffset _toldAt;

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        if (facts.Ibkr is not { } ibkr)
            return;
        foreach (var news in ibkr.News)
        {
            if (news.IsError)
                (_newest, _toldAt) = (news, facts.At);
        }

        // A live link is no end of it: another session of the login, or a clock that is off, leaves the link as it is.
        if (ibkr.OpenErrors.Count > 0)
        {
            var open = ibkr.OpenErrors[^1];
            (_newest, _toldAt) = (open, _newest is null ? facts.At : _toldAt);
            var others =
                ibkr.OpenErrors.Count == 1 ? "" : $"; also {string.Join(", ", ibkr.OpenErrors.SkipLast(1).Select(one => one.Name))}";
            findings.Holds(AlertCode.IbkrError, "IBKR", $"{open.Name}: {open.Text}{others} (link {ibkr.Link})");
            return;
        }

        if (_newest is null)
        {
            // After a restart nobody remembers what it was told of, until the link shows that it is over.
            if (!ibkr.IsLive)
                findings.Unknown(AlertCode.IbkrError, "IBKR");
            return;
        }

        if (ibkr.IsLive && facts.At - _toldAt >= Quiet)
            _newest = null;
        else
            findings.Holds(AlertCode.IbkrError, "IBKR", $"{_newest.Name}: {_newest.Text} (link {ibkr.Link})");
    }
}
