using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>Open interest of one contract as a table tells it.</summary>
/// <param name="Root">The trading class.</param>
/// <param name="Date">The expiry date as it stands in the contract's symbol.</param>
/// <param name="Strike">In points.</param>
/// <param name="Right">Call or put.</param>
/// <param name="Lots">Contracts open, 0 or more.</param>
public readonly record struct StoredLots(string Root, LocalDate Date, double Strike, OptionRight Right, int Lots);
