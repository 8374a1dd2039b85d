using System.Globalization;
using System.IO.Compression;

namespace MiaIa.GatewaySim.Tests;

/// <summary>A line of a Cboe table, read by splitting at commas and by nothing of ours.</summary>
internal sealed record TableLines(
    string CallSymbol,
    string PutSymbol,
    double Strike,
    int CallOpenInterest,
    int PutOpenInterest,
    double CallVolatility,
    double PutVolatility
)
{
    public static IReadOnlyList<TableLines> Of(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedFiles.Path(name)), CompressionMode.Decompress));
        var lines = new List<TableLines>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            if (fields.Length < 22 || !char.IsAsciiDigit(fields[11].FirstOrDefault()))
                continue;
            lines.Add(
                new TableLines(
                    fields[1],
                    fields[12],
                    Number(fields[11]),
                    (int)Number(fields[10]),
                    (int)Number(fields[21]),
                    Number(fields[7]),
                    Number(fields[18])
                )
            );
        }
        return lines;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
