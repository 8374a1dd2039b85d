namespace MiaIa.Engine.Accounts;

/// <summary>How the account booked a fill.</summary>
/// <param name="RealizedCents">What it realised, before fees.</param>
/// <param name="FeesCents">Of the fill, for all its lots.</param>
/// <param name="TradeDate">The exchange's date that it counts for; a fill that was told late counts for its own.</param>
/// <param name="HasOpened">Whether it opened a position: a trade of the date.</param>
public readonly record struct FillBooking(long RealizedCents, long FeesCents, DateOnly TradeDate, bool HasOpened);
