using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>Every contract that fits.</summary>
internal sealed class AskedDetails(Contract contract, Action<IReadOnlyList<ContractDetails>> done, Action<Exception> failed)
    : Asked<IReadOnlyList<ContractDetails>>(done, failed)
{
    private List<ContractDetails> _found = [];

    public override string What =>
        $"contract details of {contract.Symbol} {contract.SecurityType} {contract.TradingClass} {contract.LastTradeDate}".TrimEnd();

    public override Contract About => contract;

    public override Request Ask(int requestId) => new ContractDetailsRequest(requestId, contract);

    public override void Begin() => _found = [];

    public override bool Apply(object part)
    {
        if (part is ContractDetails details)
            _found.Add(details);
        return part is RequestEnd { Kind: RequestEndKind.ContractDetails };
    }

    protected override IReadOnlyList<ContractDetails> Answer() => _found;
}
