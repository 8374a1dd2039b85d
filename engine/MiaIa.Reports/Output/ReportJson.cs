using System.Text.Encodings.Web;
using System.Text.Json;
using MiaIa.Reports.Content;

namespace MiaIa.Reports.Output;

/// <summary>A report for programs: names in snake case, money in whole cents, null where nothing was measured.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // The file is no part of a page; √ and Σ of the formulas stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON text, with a line end behind it.</summary>
    public static string Of(Report report) => JsonSerializer.Serialize(report, Options) + "\n";
}
