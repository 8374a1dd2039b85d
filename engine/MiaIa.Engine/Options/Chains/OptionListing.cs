using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Options;

/// <summary>One expiry of one class, as listed: a call and a put at each strike.</summary>
/// <param name="Root">The class: SPX, SPXW, …</param>
/// <param name="Date">The expiry date.</param>
/// <param name="SettlesAt">The moment of settlement; see <see cref="OptionSettlement"/>.</param>
/// <param name="Strikes">Strikes in index points, ascending, each positive and once.</param>
/// <param name="RefusedRows">Rows of a table, a call and a put each, that could not be read and are in none of these strikes.</param>
public sealed record OptionListing(string Root, LocalDate Date, UnixNanos SettlesAt, IReadOnlyList<double> Strikes, int RefusedRows = 0);
