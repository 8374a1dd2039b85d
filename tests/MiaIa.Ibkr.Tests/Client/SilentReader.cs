using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>Keeps nothing.</summary>
internal sealed class SilentReader : ILineReader
{
    public void OnPrice(int line, in TickPrice tick) { }

    public void OnSize(int line, in TickSize tick) { }

    public void OnComputation(int line, in OptionComputation tick) { }

    public void OnLineType(int line, LineType type) { }

    public void OnRefused(int line, int code) { }

    public void OnTimestamp(int line, long unixSeconds) { }

    public void OnRecovered() { }

    public void OnStale() { }

    public void OnAsked(int line) { }

    public void OnEndOfRead() { }
}
