using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// Takes what the lines deliver, on the thread that reads the socket. A line is known by the key of its subscription, whatever request
/// serves it at the moment; the request id within a message has no meaning here. An implementation must not block.
/// </summary>
public interface ILineReader
{
    /// <summary>A price.</summary>
    void OnPrice(int line, in TickPrice tick);

    /// <summary>A size, a volume or an open interest.</summary>
    void OnSize(int line, in TickSize tick);

    /// <summary>Greeks.</summary>
    void OnComputation(int line, in OptionComputation tick);

    /// <summary>The line delivers live, frozen or delayed values from now on.</summary>
    void OnLineType(int line, LineType type);

    /// <summary>The line is being asked for, after whatever waited before it.</summary>
    void OnAsked(int line);

    /// <summary>The Gateway refused the line; it is asked again later, unless it is dropped.</summary>
    void OnRefused(int line, int code);

    /// <summary>The market data's own time of the last trade, or of the last value of an index.</summary>
    void OnTimestamp(int line, long unixSeconds);

    /// <summary>The link, a farm or the definitions are back: what was refused meanwhile may be asked for again.</summary>
    void OnRecovered();

    /// <summary>Every value is old: the link or the session is gone.</summary>
    void OnStale();

    /// <summary>Everything that one read of the socket held has been delivered.</summary>
    void OnEndOfRead();
}
