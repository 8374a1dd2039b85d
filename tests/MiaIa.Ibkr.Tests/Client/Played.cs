using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>The core of a client whose Gateway is the test, on a virtual clock.</summary>
internal sealed class Played
{
    public Played(Func<ClientSettings, ClientSettings>? change = null, VirtualClock? clock = null)
    {
        Clock = clock ?? new VirtualClock();
        var settings = new ClientSettings();
        Core = new ClientCore(change is null ? settings : change(settings), Clock, Reader, Alerts.Add, () => 0.5);
    }

    public VirtualClock Clock { get; }

    public ClientCore Core { get; }

    public KeptTicks Reader { get; } = new();

    public List<Alert> Alerts { get; } = [];

    public IEnumerable<(string Name, AlertSeverity Severity)> AlertList => Alerts.Select(alert => (alert.Name, alert.Severity));

    /// <summary>Starts and opens the first session.</summary>
    public Played Open()
    {
        Core.Start();
        Reopen();
        Alerts.Clear();
        return this;
    }

    /// <summary>Carries the due opening out, with success.</summary>
    public void Reopen()
    {
        Assert.That(Core.IsOpenDue, "an opening is due");
        Core.Opening();
        Core.Opened();
    }

    /// <summary>Carries the due opening out, without success.</summary>
    public void FailToOpen(SessionEndCause cause)
    {
        Assert.That(Core.IsOpenDue, "an opening is due");
        Core.Opening();
        Core.Ended(new SessionEnd(cause, $"{cause}"));
    }

    public void Notice(int code, string text = "", int requestId = -1) => Core.OnNotice(new Notice(requestId, code, text, "", null));

    /// <summary>The steps in which time passes.</summary>
    public double StepSeconds { get; init; } = 0.05;

    /// <summary>Lets time pass and answers nothing.</summary>
    public void Pass(double seconds)
    {
        for (var end = Clock.Passed + TimeSpan.FromSeconds(seconds); Clock.Passed < end; )
        {
            Clock.Move(StepSeconds);
            Core.Tick();
        }
    }

    /// <summary>Everything that can be sent now.</summary>
    public List<Request> Sent()
    {
        var sent = new List<Request>();
        while (Core.Next() is { } request)
            sent.Add(request);
        return sent;
    }

    /// <summary>The seconds until the next opening is due.</summary>
    public double SecondsToOpening()
    {
        var from = Clock.Passed;
        for (var i = 0; i < 100_000 && !Core.IsOpenDue; i++)
            Pass(StepSeconds);
        return Math.Round((Clock.Passed - from).TotalSeconds, 1);
    }
}
