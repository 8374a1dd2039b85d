using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>The open interest of a day as it stood at a moment; nobody changes it.</summary>
/// <param name="Day">The trading day for which it holds.</param>
/// <param name="Read">By contract: the last reading, or <see cref="OpenInterestBook.None"/>.</param>
/// <param name="Accepted">By contract: the reading that counts, or <see cref="OpenInterestBook.None"/>.</param>
internal sealed record OpenInterestReadings(LocalDate Day, int[] Read, int[] Accepted);
