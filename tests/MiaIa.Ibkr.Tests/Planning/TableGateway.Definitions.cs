using MiaIa.Engine.Options;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Client;
using NodaTime;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>What it says of its contracts, their terms and the bars of an index.</summary>
internal sealed partial class TableGateway
{
    private void Answer(OptionParametersRequest request)
    {
        foreach (var exchange in (string[])["CBOE", "SMART"])
        {
            foreach (var root in _expiries.GroupBy(expiry => expiry.Class))
            {
                var dates = root.Where(expiry => OptionSettlement.From(root.Key, expiry.Date) > table.AsOf)
                    .Select(expiry => Late(LastTrade(root.Key, expiry.Date), DaysLate.Parameters))
                    .ToArray();
                core.Requests.Apply(
                    request.RequestId,
                    new OptionParameters(request.RequestId, exchange, request.ConId, root.Key, "100", dates, [4000m])
                );
            }
        }
        core.Requests.Apply(request.RequestId, new RequestEnd(request.RequestId, RequestEndKind.OptionParameters));
    }

    /// <summary>One day, long ago.</summary>
    private void Answer(BarsRequest request)
    {
        core.Requests.Apply(request.RequestId, new Bars(request.RequestId, [new Bar("20220103", 17, 18, 16, 17, null, null, null)]));
        core.Requests.Apply(request.RequestId, new BarsEnd(request.RequestId, "", ""));
    }

    private void Answer(ContractDetailsRequest request)
    {
        var wanted = request.Contract;
        var chain = table.Chain;
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
            if (expiry.Root != wanted.TradingClass || LastTrade(expiry.Root, expiry.Date) != wanted.LastTradeDate)
                continue;
            var right = contract % 2 == 0 ? "C" : "P";
            var strike = (decimal)chain.Strikes[contract / 2];
            core.Requests.Apply(
                request.RequestId,
                MadeDetails.Of(
                    request.RequestId,
                    wanted with
                    {
                        ConId = FirstConId + contract,
                        LastTradeDate = Late(wanted.LastTradeDate, DaysLate.Details),
                        Strike = strike,
                        Right = right,
                        LocalSymbol = $"{expiry.Root, -6}{Text(expiry.Date)[2..]}{right}{strike * 1000:00000000}",
                    }
                )
            );
        }
        core.Requests.Apply(request.RequestId, new RequestEnd(request.RequestId, RequestEndKind.ContractDetails));
    }

    private string LastTradeOf(int contract)
    {
        var expiry = table.Chain.Expiries[table.Chain.ExpiryOfRow[contract / 2]];
        return LastTrade(expiry.Root, expiry.Date);
    }

    private static string Late(string day, int days) =>
        days == 0 ? day : Text(new LocalDate(int.Parse(day[..4]), int.Parse(day[4..6]), int.Parse(day[6..])).PlusDays(days));

    /// <summary>The class SPX settles in the morning and trades for the last time on the day before.</summary>
    private static string LastTrade(string root, LocalDate date) => Text(root == "SPX" ? date.PlusDays(-1) : date);

    private static string Text(LocalDate date) => $"{date.Year:0000}{date.Month:00}{date.Day:00}";
}
