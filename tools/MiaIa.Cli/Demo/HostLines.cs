using MiaIa.Hosting;

namespace MiaIa.Cli.Demo;

/// <summary>Takes the stand-in's lines as they come: progress to the screen, drawings to signals, the rest to the session.</summary>
internal sealed class HostLines
{
    private const int MalformedKeptMax = 100;
    private const int LogCharactersMax = 400;
    private readonly PlayedSession _session;
    private readonly IPlayScreen _screen;
    private readonly RefusedStudy _refused;
    private readonly SignalReader _signals;

    public HostLines(PlayedSession session, IPlayScreen screen, RefusedStudy refused)
    {
        (_session, _screen, _refused) = (session, screen, refused);
        _signals = new SignalReader(Drawn, change => screen.Say($"        {change}"));
    }

    /// <summary>Takes one line.</summary>
    public void Apply(string line)
    {
        switch (HostLine.Parse(line))
        {
            case HostStart start:
                _session.Start = start;
                break;
            case HostProgress progress:
                _screen.Progress(progress);
                break;
            case HostDraw draw:
                _signals.Apply(draw);
                _session.Levels.Apply(draw);
                break;
            case HostLog log:
                _refused.Take(log.Text);
                _screen.Say($"log     {PrintableText.From(log.Text, LogCharactersMax)}");
                break;
            case HostAlert alert:
                _screen.Say($"alert   {alert.Number}: {PrintableText.From(alert.Text, LogCharactersMax)}");
                break;
            case HostOrder order:
                _session.Orders.Add(order);
                break;
            case HostFill fill:
                _session.Fills.Add(fill);
                _screen.Say(
                    $"fill    {fill.Role} {fill.Side} {fill.Lots} at {fill.PriceTicks} ticks, position {fill.PositionLots}, {fill.TextTag}"
                );
                break;
            case HostEnd end:
                _session.End = end;
                break;
            case HostMalformed malformed when _session.Malformed.Count < MalformedKeptMax:
                _session.Malformed.Add(malformed);
                _screen.Say($"The stand-in wrote a line that is none of its protocol ({malformed.Reason}): {malformed.Line}");
                break;
        }
    }

    /// <summary>No line follows.</summary>
    public void End() => _signals.Flush();

    private void Drawn(DrawnSignal signal)
    {
        _session.Signals.Add(signal);
        _screen.Say($"signal  {signal}");
    }
}
