using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>Bars of the past.</summary>
internal sealed class AskedBars(BarsRequest request, Action<IReadOnlyList<Bar>> done, Action<Exception> failed)
    : Asked<IReadOnlyList<Bar>>(done, failed)
{
    private IReadOnlyList<Bar> _bars = [];

    public override string What => $"bars of {request.Contract.Symbol}";

    public override Contract About => request.Contract;

    public override bool TakesPlace => false;

    public override Request Ask(int requestId) => request with { RequestId = requestId };

    public override void Begin() => _bars = [];

    public override bool Apply(object part)
    {
        if (part is Bars bars)
            _bars = bars.Items;
        return part is BarsEnd;
    }

    protected override IReadOnlyList<Bar> Answer() => _bars;
}
