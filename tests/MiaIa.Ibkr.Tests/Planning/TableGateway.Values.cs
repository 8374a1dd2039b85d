using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>What its lines deliver.</summary>
internal sealed partial class TableGateway
{
    private void ServeIndex(int requestId, string symbol, bool isNew = true)
    {
        if (!_lines.ContainsKey(requestId) || (IsStill && !isNew))
            return;
        var points = symbol switch
        {
            "SPX" => table.Spot,
            "VIX" => Vix,
            "VXN" => 18,
            _ => Other?.Gateway.Spot ?? 358,
        };
        if (symbol == "SPX" && !HasLast)
        {
            foreach (var (type, off) in ((TickType, double)[])[(TickType.High, 9), (TickType.Low, -11), (TickType.Close, 60)])
                core.OnPrice(new TickPrice(requestId, type, points + off, null, TickAttributes.None));
        }
        else
        {
            core.OnPrice(new TickPrice(requestId, TickType.Last, points == -1 ? null : points, null, TickAttributes.None));
        }

        if (IsStill)
            return;
        core.OnTimestamp(requestId, clock.GetUtcNow().ToUnixTimeSeconds());
        Later(5, () => ServeIndex(requestId, symbol, isNew: false));
    }

    private void ServeOption(LineRequest line, int contract)
    {
        if (IsWithheld(contract))
            return;
        var chain = table.Chain;
        Later(
            0.3,
            () =>
            {
                core.OnPrice(
                    new TickPrice(
                        line.RequestId,
                        TickType.Bid,
                        chain.Bids[contract] > 0 ? chain.Bids[contract] : null,
                        1,
                        TickAttributes.None
                    )
                );
                core.OnPrice(
                    new TickPrice(
                        line.RequestId,
                        TickType.Ask,
                        chain.Asks[contract] > 0 ? chain.Asks[contract] : null,
                        1,
                        TickAttributes.None
                    )
                );
                core.OnSize(new TickSize(line.RequestId, TickType.Volume, chain.VolumeLots[contract]));
            }
        );
        Later(SecondsToValue, () => ServeModel(line.RequestId, contract, isNew: true));
        if (!line.GenericTicks.Contains("101", StringComparison.Ordinal))
            return;
        var visit = Visits[contract] = Visits.GetValueOrDefault(contract) + 1;
        var lots = visit == 1 && IsWrongAtFirst(contract) ? chain.OpenInterestLots[contract] + 1 : chain.OpenInterestLots[contract];
        Later(SecondsToValue, () => ServeOpenInterest(line.RequestId, contract, lots));
    }

    private void ServeOpenInterest(int requestId, int contract, int lots)
    {
        if (!_lines.ContainsKey(requestId))
            return;
        var isCall = contract % 2 == 0;
        core.OnSize(new TickSize(requestId, TickType.CallOpenInterest, isCall ? lots : 0));
        core.OnSize(new TickSize(requestId, TickType.PutOpenInterest, isCall ? 0 : lots));
        if (SecondsToRepeat <= 0)
            return;
        Later(
            SecondsToRepeat,
            () =>
            {
                if (!IsStill)
                    ServeOpenInterest(requestId, contract, table.Chain.OpenInterestLots[contract]);
            }
        );
    }

    private void ServeModel(int requestId, int contract, bool isNew)
    {
        if (!_lines.ContainsKey(requestId) || (IsStill && !isNew))
            return;
        var volatility = table.Chain.ImpliedVolatilities[contract];
        if (IsStill)
        {
            core.OnComputation(Model(requestId, volatility));
            return;
        }

        // Each contract trades a lot every seven seconds: a chain whose volume stands still is a dead one.
        core.OnSize(new TickSize(requestId, TickType.Volume, table.Chain.VolumeLots[contract] + (int)(clock.Passed.TotalSeconds / 7)));
        if (HasGreeks && !IsWithoutModel(contract) && volatility is > 0 and <= 5)
            core.OnComputation(Model(requestId, volatility));
        Later(7, () => ServeModel(requestId, contract, isNew: false));
    }

    private OptionComputation Model(int requestId, double volatility) =>
        new(
            requestId,
            TickType.ModelOption,
            true,
            volatility,
            null,
            IsStill ? 1 : 1 + clock.Passed.TotalHours,
            null,
            null,
            null,
            null,
            table.Spot
        );
}
