using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>One option as IBKR lists it.</summary>
/// <param name="ConId">IBKR's number.</param>
/// <param name="Root">The trading class: SPX, SPXW, QQQ.</param>
/// <param name="Date">The expiry date as it stands in the contract's symbol: for the class SPX the Friday.</param>
/// <param name="LastTradeDate">The last trading day as IBKR wants it asked, <c>yyyyMMdd</c>: for the class SPX the Thursday.</param>
/// <param name="Strike">In points, positive.</param>
/// <param name="Right">Call or put.</param>
internal readonly record struct ListedContract(
    int ConId,
    string Root,
    LocalDate Date,
    string LastTradeDate,
    double Strike,
    OptionRight Right
);
