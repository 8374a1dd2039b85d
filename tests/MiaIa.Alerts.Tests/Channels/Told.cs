using MiaIa.Alerts.Channels;

namespace MiaIa.Alerts.Tests.Channels;

/// <summary>A channel that does what it is told.</summary>
internal sealed class Told : IAlertChannel
{
    private readonly List<string> _tries = [];

    public string Name => "told";

    public AlertSeverity Least => AlertSeverity.Warning;

    internal Func<Exception>? Fail { get; set; }

    internal Func<string, bool>? Refuse { get; set; }

    internal Func<string, bool>? HangsAt { get; set; }

    internal volatile bool Hangs;

    internal IReadOnlyList<string> Tries
    {
        get
        {
            lock (_tries)
                return [.. _tries];
        }
    }

    public async Task SendAsync(AlertNotice notice, CancellationToken cancellation)
    {
        lock (_tries)
            _tries.Add(notice.Alert.Text);
        if (Hangs || HangsAt?.Invoke(notice.Alert.Text) == true)
            await Task.Delay(Timeout.Infinite, cancellation);
        if (Refuse?.Invoke(notice.Alert.Text) == true)
            throw new ChannelException("answered 500", isFinal: false);
        if (Fail is { } fail)
            throw fail();
    }
}
