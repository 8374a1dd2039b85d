using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>One round of values of a contract.</summary>
internal sealed class AskedSnapshot(Contract contract, Action<Snapshot> done, Action<Exception> failed) : Asked<Snapshot>(done, failed)
{
    private Snapshot _values = new();

    public override string What => $"a snapshot of {(contract.LocalSymbol.Length > 0 ? contract.LocalSymbol : contract.Symbol)}";

    public override bool TakesLine => true;

    public override Request Ask(int requestId) => new LineRequest(requestId, contract, IsSnapshot: true);

    public override void Begin() => _values = new Snapshot();

    public override bool Apply(object part) => part is RequestEnd { Kind: RequestEndKind.Snapshot };

    public override void Apply(in TickPrice tick)
    {
        _values = tick.Type switch
        {
            TickType.Bid or TickType.DelayedBid => _values with { Bid = tick.Price },
            TickType.Ask or TickType.DelayedAsk => _values with { Ask = tick.Price },
            TickType.Last or TickType.DelayedLast => _values with { Last = tick.Price },
            TickType.Close or TickType.DelayedClose => _values with { Close = tick.Price },
            _ => _values,
        };
    }

    public override void Apply(in OptionComputation tick)
    {
        if (tick.Type is TickType.ModelOption or TickType.DelayedModelOption)
            _values = _values with { Model = tick };
    }

    protected override Snapshot Answer() => _values;
}
