using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace MiaIa.Evidence.Queries;

/// <summary>Values of DuckDB as CSV and JSON can carry them.</summary>
internal static class QueryValue
{
    /// <summary>A number, text, truth or null as it is; everything else as text that does not depend on the machine's language.</summary>
    public static object? Of(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return Plain(reader.GetValue(column));
    }

    private static object Plain(object value) =>
        value switch
        {
            bool or sbyte or byte or short or ushort or int or uint or long or ulong or decimal or string => value,
            // JSON has no word for these.
            double number => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
            float number => float.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
            BigInteger number => number.ToString(CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Stream bytes => Convert.ToHexStringLower(Bytes(bytes)),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => JsonSerializer.Serialize(value),
        };

    private static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
