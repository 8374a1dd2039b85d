using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.CboeFiles.Tests;

/// <summary>The JSON of Cboe's delayed quotes: the names of its members are publicly known, the values here are those of a real table.</summary>
public sealed class CboeJsonTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void The_quotes_of_a_real_table_written_as_json_are_the_same_chain(bool isPacked)
    {
        var path = RealTables.Find(RealTables.Qqq);
        var table = CboeTableReader.Read(path);
        var json = Encoding.UTF8.GetBytes(JsonOf(path, table.Spot));
        var read = Read(isPacked ? Packed(json) : json);
        using var all = Assert.EnterMultipleScope();
        Assert.That((read.Spot, read.RowsRead, read.RowsRejected, read.ValuesRejected), Is.EqualTo((table.Spot, table.RowsRead, 0, 0)));
        Assert.That(read.Chain.Strikes.ToArray(), Is.EqualTo(table.Chain.Strikes.ToArray()));
        Assert.That(read.Chain.Bids.ToArray(), Is.EqualTo(table.Chain.Bids.ToArray()));
        Assert.That(read.Chain.Asks.ToArray(), Is.EqualTo(table.Chain.Asks.ToArray()));
        Assert.That(read.Chain.OpenInterestLots.ToArray(), Is.EqualTo(table.Chain.OpenInterestLots.ToArray()));
        Assert.That(read.Chain.VolumeLots.ToArray(), Is.EqualTo(table.Chain.VolumeLots.ToArray()));
        Assert.That(read.Chain.ImpliedVolatilities.ToArray(), Is.EqualTo(table.Chain.ImpliedVolatilities.ToArray()));
        Assert.That(read.AsOf, Is.EqualTo(NewYorkTime.At(new LocalDate(2023, 9, 22), new LocalTime(16, 0))));
    }

    [Test]
    public void Names_and_values_are_those_of_the_service()
    {
        var table = Read(
            """
            {"timestamp":"2025-11-28 17:45:10","data":{"symbol":"^SPX","current_price":6849.09,"last_trade_time":"2025-11-28T12:30:00",
            "options":[
            {"option":"SPXW251128C06850000","bid":6.1,"bid_size":20.0,"ask":6.3,"iv":0.12,"open_interest":1200.0,"volume":900.0,"delta":0.5,"gamma":0.0642},
            {"option":"SPXW251128P06850000","bid":7.0,"ask":7.2,"iv":0.125,"open_interest":800.0,"volume":70.0}]}}
            """u8.ToArray()
        );
        var chain = table.Chain;
        using var all = Assert.EnterMultipleScope();
        Assert.That((table.Name, table.Spot, table.RowsRead), Is.EqualTo(("^SPX", 6_849.09, 1)));
        Assert.That(table.AsOf, Is.EqualTo(NewYorkTime.At(new LocalDate(2025, 11, 28), new LocalTime(12, 30))));
        Assert.That((chain.Expiries[0].Root, chain.Expiries[0].Date), Is.EqualTo(("SPXW", new LocalDate(2025, 11, 28))));
        Assert.That((chain.Bids[0], chain.Asks[0], chain.ImpliedVolatilities[0]), Is.EqualTo((6.1, 6.3, 0.12)));
        Assert.That((chain.OpenInterestLots[0], chain.VolumeLots[0], chain.OpenInterestLots[1]), Is.EqualTo((1_200, 900, 800)));
    }

    [TestCase("\"bid\":6.1", "\"bid\":null", 0, 1)]
    [TestCase("\"iv\":0.12,", "", 0, 1)]
    [TestCase("\"open_interest\":1200.0", "\"open_interest\":-3", 0, 1)]
    [TestCase("SPXW251128C06860000", "SPXW251128X06860000", 1, 0)]
    public void What_cannot_be_read_is_counted_and_costs_nothing_else(string found, string replacement, int rows, int values)
    {
        var table = Read(Encoding.UTF8.GetBytes(Small.Replace(found, replacement, StringComparison.Ordinal)));
        Assert.That((table.RowsRejected, table.ValuesRejected, table.RowsRead), Is.EqualTo((rows, values, 2)));
        Assert.That(table.Chain.OpenInterestLots[0], Is.EqualTo(replacement.Contains("-3", StringComparison.Ordinal) ? -1 : 1_200));
    }

    [TestCase("\"current_price\":6849.09", "\"current_price\":0", "data.current_price is not a positive price")]
    [TestCase("\"options\"", "\"optionz\"", "no data.options")]
    [TestCase("2025-11-28T12:30:00", "yesterday", "data.last_trade_time: \"yesterday\" is not a time")]
    [TestCase("}]}}", "}]}", "not whole JSON, or cut off")]
    [TestCase("6849.09", "16849.09", "cut off")]
    public void What_is_no_such_document_is_refused_with_what_is_wrong(string found, string replacement, string sentence) =>
        Assert.That(
            () => Read(Encoding.UTF8.GetBytes(Small.Replace(found, replacement, StringComparison.Ordinal))),
            Throws.TypeOf<CboeFileException>().With.Message.Contains(sentence)
        );

    private const string Small =
        "{\"data\":{\"current_price\":6849.09,\"last_trade_time\":\"2025-11-28T12:30:00\",\"options\":["
        + "{\"option\":\"SPXW251128C06850000\",\"bid\":6.1,\"ask\":6.3,\"iv\":0.12,\"open_interest\":1200.0,\"volume\":900.0},"
        + "{\"option\":\"SPXW251128P06850000\",\"bid\":7.0,\"ask\":7.2,\"iv\":0.125,\"open_interest\":800.0,\"volume\":70.0},"
        + "{\"option\":\"SPXW251128C06860000\",\"bid\":3.1,\"ask\":3.3,\"iv\":0.13,\"open_interest\":10.0,\"volume\":9.0},"
        + "{\"option\":\"SPXW251128P06860000\",\"bid\":14.0,\"ask\":14.2,\"iv\":0.13,\"open_interest\":80.0,\"volume\":7.0}]}}";

    private static CboeTable Read(byte[] bytes) => CboeTableReader.Read(new MemoryStream(bytes), "_SPX.json");

    private static byte[] Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    // Written from the file's own columns, by no part of the reader.
    private static string JsonOf(string path, double spot)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var options = text.ReadToEnd()
            .Split('\n')
            .Select(line => line.Split(','))
            .Where(RawTable.IsRow)
            .SelectMany(f => new[] { Option(f, 1), Option(f, 12) });
        return JsonSerializer.Serialize(
            new
            {
                timestamp = "2023-09-24 17:46:00",
                data = new
                {
                    symbol = "QQQ",
                    current_price = spot,
                    last_trade_time = "2023-09-22T16:00:00",
                    options,
                },
            }
        );
    }

    private static Dictionary<string, object> Option(string[] f, int at) =>
        new()
        {
            ["option"] = f[at].Trim(),
            ["bid"] = Of(f[at + 3]),
            ["ask"] = Of(f[at + 4]),
            ["volume"] = Of(f[at + 5]),
            ["iv"] = Of(f[at + 6]),
            ["open_interest"] = Of(f[at + 9]),
        };

    private static double Of(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
