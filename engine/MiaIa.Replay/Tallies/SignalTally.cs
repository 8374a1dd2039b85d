using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Replay.Tallies;

/// <summary>The signals of one core: born by tier and direction, raised, demoted, ended and why.</summary>
public sealed class SignalTally
{
    private readonly long[,] _born = new long[(int)Tier.Premium + 1, (int)Direction.Short + 1];
    private readonly long[] _ended = new long[Enum.GetValues<EndCause>().Length];

    /// <summary>Signals born.</summary>
    public long Born { get; private set; }

    /// <summary>Times a signal rose by a tier or more.</summary>
    public long Raised { get; private set; }

    /// <summary>Times a signal fell by a tier or more and lived on.</summary>
    public long Demoted { get; private set; }

    /// <summary>Signals born at a tier in a direction.</summary>
    public long BornAt(Tier tier, Direction direction) => _born[(int)tier, (int)direction];

    /// <summary>Signals that ended for a cause.</summary>
    public long Ended(EndCause cause) => _ended[(int)cause];

    internal void Add(in Decision decision)
    {
        switch (decision.Event)
        {
            case SignalEvent.Born:
                Born++;
                _born[(int)decision.Tier, (int)decision.Direction]++;
                break;
            case SignalEvent.Raised:
                Raised++;
                break;
            case SignalEvent.Demoted:
                Demoted++;
                break;
            case SignalEvent.Ended:
                _ended[(int)decision.EndedBecause]++;
                break;
        }
    }
}
