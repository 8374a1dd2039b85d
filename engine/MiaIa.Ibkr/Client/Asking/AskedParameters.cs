using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>What options of an underlying are listed.</summary>
internal sealed class AskedParameters(
    string symbol,
    string securityType,
    int conId,
    Action<IReadOnlyList<OptionParameters>> done,
    Action<Exception> failed
) : Asked<IReadOnlyList<OptionParameters>>(done, failed)
{
    private List<OptionParameters> _found = [];

    public override string What => $"option parameters of {symbol}";

    public override Contract About => new() { Symbol = symbol, SecurityType = "OPT" };

    public override Request Ask(int requestId) => new OptionParametersRequest(requestId, symbol, securityType, conId);

    public override void Begin() => _found = [];

    public override bool Apply(object part)
    {
        if (part is OptionParameters parameters)
            _found.Add(parameters);
        return part is RequestEnd { Kind: RequestEndKind.OptionParameters };
    }

    protected override IReadOnlyList<OptionParameters> Answer() => _found;
}
