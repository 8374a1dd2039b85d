using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>Keeps what lines deliver.</summary>
internal sealed class KeptTicks : ILineReader
{
    public List<(int Line, object Tick)> All { get; } = [];

    public List<(int Line, int Code)> Refused { get; } = [];

    public int OldCount { get; private set; }

    public void OnPrice(int line, in TickPrice tick) => All.Add((line, tick));

    public void OnSize(int line, in TickSize tick) => All.Add((line, tick));

    public void OnComputation(int line, in OptionComputation tick) => All.Add((line, tick));

    public void OnLineType(int line, LineType type) => All.Add((line, type));

    public void OnRefused(int line, int code) => Refused.Add((line, code));

    public int Recoveries { get; private set; }

    public void OnTimestamp(int line, long unixSeconds) => All.Add((line, unixSeconds));

    public void OnRecovered() => Recoveries++;

    public void OnStale() => OldCount++;

    public void OnAsked(int line) { }

    public void OnEndOfRead() { }
}
