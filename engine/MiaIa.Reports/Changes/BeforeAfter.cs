using MiaIa.Reports.Content;
using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Changes;

/// <summary>One book before something changed, and after it.</summary>
/// <param name="Book">Mode and label.</param>
/// <param name="Before">Its trades before.</param>
/// <param name="After">Its trades after.</param>
/// <param name="Difference">The mean of a trade after less the mean before, in whole cents.</param>
/// <param name="Verdict">better, worse or not told apart: by the interval of the difference.</param>
public sealed record BeforeAfter(string Book, Performance Before, Performance After, Estimate Difference, string Verdict);

/// <summary>Other settings, rules or program from a moment on.</summary>
/// <param name="AtUtc">When the first segment with them was begun, ISO 8601.</param>
/// <param name="From">What was in force: hash of the settings, rules and version.</param>
/// <param name="To">What is in force from then on.</param>
/// <param name="Differences">Each setting that has another value; null = the values of one of the two were not kept.</param>
/// <param name="Books">What the trades under the one and under the other brought.</param>
public sealed record SettingsChange(
    string AtUtc,
    string From,
    string To,
    IReadOnlyList<string>? Differences,
    IReadOnlyList<BeforeAfter> Books
);
