using System.IO.Compression;
using System.Text;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.CboeFiles.Tests;

public sealed class CboeTableReaderTests
{
    private const string Columns =
        "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,"
        + "Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest";

    private const string Row4000 =
        "Fri Jun 16 2023,SPXW230616C04000000,310.2,1,308.1,309.5,12,0.2011,0.98,0.0003,340,4000.00,"
        + "SPXW230616P04000000,1,0,0.95,1.1,900,0.2055,-0.02,0.0003,5600";

    private const string Row4300 =
        "Fri Jun 16 2023,SPX230616C04300000,30,1,29.1,29.5,70,0.1211,0.52,0.0063,800,4300.00,"
        + "SPX230616P04300000,25,0,24.9,25.3,60,0.1198,-0.48,0.0063,900";

    private const string Row4600 =
        "Fri Jun 16 2023,SPXW230616C04600000,0.1,0,0.05,0.1,5,0.11,0.01,0.0001,70,4600.00,"
        + "SPXW230616P04600000,300,0,299.1,301.3,6,0.1,-0.99,0.0001,80";

    [Test]
    public void Refused_rows_are_counted_at_their_own_expiry()
    {
        var table = Read(
            Row4300,
            Row4000.Replace("4000.00,", "x,", StringComparison.Ordinal),
            Row4000.Replace("SPXW230616C", "?", StringComparison.Ordinal),
            Row4600
        );
        Assert.That(table.Chain.Expiries.ToArray().Select(e => (e.Root, e.RefusedRows)), Is.EqualTo(new[] { ("SPX", 0), ("SPXW", 2) }));
    }

    [Test]
    public void Reads_every_value_of_a_row_into_its_place()
    {
        var table = Read(Row4000, Row4300);
        var chain = table.Chain;
        Assert.Multiple(() =>
        {
            Assert.That((table.Name, table.Spot, table.RowsRead, table.RowsRejected), Is.EqualTo(("S&P 500 INDEX", 4300, 2, 0)));
            Assert.That(table.WrittenAt, Is.EqualTo(new LocalDateTime(2023, 6, 16, 13, 40)));
            Assert.That(table.AsOf, Is.EqualTo(NewYorkTime.At(new LocalDate(2023, 6, 16), new LocalTime(13, 25))));
            Assert.That(
                (chain.Expiries[0].Root, chain.Expiries[1].Root),
                Is.EqualTo(("SPX", "SPXW")),
                "the morning settlement comes first"
            );
        });
        var row = chain.FindRow("SPXW", new LocalDate(2023, 6, 16), 4000);
        var (call, put) = (OptionChain.ContractOf(row, OptionRight.Call), OptionChain.ContractOf(row, OptionRight.Put));
        Assert.Multiple(() =>
        {
            Assert.That((chain.Bids[call], chain.Asks[call], chain.ImpliedVolatilities[call]), Is.EqualTo((308.1, 309.5, 0.2011)));
            Assert.That((chain.Bids[put], chain.Asks[put], chain.ImpliedVolatilities[put]), Is.EqualTo((0.95, 1.1, 0.2055)));
            Assert.That((chain.VolumeLots[call], chain.OpenInterestLots[call]), Is.EqualTo((12, 340)));
            Assert.That((chain.VolumeLots[put], chain.OpenInterestLots[put]), Is.EqualTo((900, 5600)));
            Assert.That(chain.ImpliedVolatilityAt[put], Is.EqualTo(table.AsOf));
        });
    }

    [Test]
    public void Gzip_and_plain_text_are_the_same_table()
    {
        var text = TextOf(Row4000, Row4300);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        packed.Position = 0;
        Assert.That(CboeTableReader.Read(packed, "x").Chain.Bids.ToArray(), Is.EqualTo(Read(Row4000, Row4300).Chain.Bids.ToArray()));
    }

    [Test]
    public void An_unbalanced_quote_costs_nothing_but_itself()
    {
        var text = TextOf(Row4000, Row4300)
            .Replace("Date: 16", "\"Date: 16", StringComparison.Ordinal)
            .Replace("310.2,", "\"310.2,", StringComparison.Ordinal);
        var table = Read(text);
        Assert.That((table.RowsRead, table.RowsRejected, table.Spot), Is.EqualTo((2, 0, 4300)));
    }

    [TestCase(",308.1,", ",abc,", "line 5, column call Bid: \"abc\" is not a number of 0 or more")]
    [TestCase(",308.1,", ",-1,", "line 5, column call Bid: \"-1\" is not a number of 0 or more")]
    [TestCase(",309.5,", ",\"1,250\",", "line 5, column call Ask: \"1,250\" is not one number: write it as 1250 or 1.25")]
    [TestCase("0.2055", "NaN", "line 5, column put IV: \"NaN\" is not a number of 0 or more")]
    [TestCase(",900,0.2055", ",\"9,00\",0.2055", "line 5, column put Volume: \"9,00\" is not a count of 0 or more")]
    public void A_bad_value_costs_itself_alone_and_is_named(string found, string replacement, string reason)
    {
        var table = Read(Row4300, Row4000.Replace(found, replacement, StringComparison.Ordinal), Row4600);
        Assert.That((table.RowsRead, table.RowsRejected, table.ValuesRejected), Is.EqualTo((3, 0, 1)));
        Assert.That(table.Rejected.Single().ToString(), Is.EqualTo(reason));
        var row = table.Chain.FindRow("SPXW", new LocalDate(2023, 6, 16), 4000);
        Assert.That(table.Chain.OpenInterestLots[OptionChain.ContractOf(row, OptionRight.Call)], Is.EqualTo(340));
        Assert.That(table.Chain.OpenInterestLots[OptionChain.ContractOf(row, OptionRight.Put)], Is.EqualTo(5_600));
    }

    [Test]
    public void An_open_interest_that_cannot_be_read_is_not_known_instead_of_0()
    {
        var table = Read(Row4300, Row4000.Replace(",5600", ",5.5", StringComparison.Ordinal), Row4600);
        Assert.That(
            table.Rejected.Single().ToString(),
            Is.EqualTo("line 5, column put Open Interest: \"5.5\" is not a count of 0 or more")
        );
        var row = table.Chain.FindRow("SPXW", new LocalDate(2023, 6, 16), 4000);
        Assert.That(table.Chain.OpenInterestLots[OptionChain.ContractOf(row, OptionRight.Put)], Is.EqualTo(-1));
        Assert.That(table.Chain.Asks[OptionChain.ContractOf(row, OptionRight.Put)], Is.EqualTo(1.1));
    }

    [TestCase("308.1", "\"308,1\"", 308.1)]
    [TestCase("308.1", "\"12,50\"", 12.5)]
    [TestCase("308.1", "\"1,308.10\"", 1_308.1)]
    [TestCase("308.1", "\"1.308,10\"", 1_308.1)]
    [TestCase("308.1", "3.125", 3.125)]
    [TestCase("308.1", "\"0,125\"", 0.125)]
    public void A_decimal_comma_in_quotes_is_a_decimal_comma(string found, string replacement, double bid)
    {
        var table = Read(Row4300, Row4000.Replace(found, replacement, StringComparison.Ordinal), Row4600);
        var row = table.Chain.FindRow("SPXW", new LocalDate(2023, 6, 16), 4000);
        Assert.That(table.Chain.Bids[OptionChain.ContractOf(row, OptionRight.Call)], Is.EqualTo(bid));
    }

    [TestCase("\"4,000\"")]
    [TestCase("\"4.000\"")]
    [TestCase("\"4,000.00\"")]
    [TestCase("\"4000,00\"")]
    public void A_strike_is_read_as_its_symbol_says(string strike)
    {
        var table = Read(Row4300, Row4000.Replace("4000.00", strike, StringComparison.Ordinal), Row4600);
        Assert.That((table.RowsRead, table.Chain.Strikes[1]), Is.EqualTo((3, 4_000)));
    }

    [TestCase("4000.00,SPXW", "0,SPXW", "line 5, column Strike: \"0\" is not a positive strike")]
    [TestCase(
        "Fri Jun 16 2023,SPXW",
        "Thu Jun 16 2023,SPXW",
        "line 5, column Expiration Date: \"Thu Jun 16 2023\" is not a date like \"Fri Jun 09 2023\""
    )]
    [TestCase(
        "230616C04000000",
        "230617C04000000",
        "line 5, column Calls: \"SPXW230617C04000000\" is not the symbol of the call of Fri Jun 16 2023 at 4000.00"
    )]
    [TestCase(
        "SPXW230616P04000000",
        "SPX230616P04000000",
        "line 5, column Puts: \"SPX230616P04000000\" is not of the class SPXW as its call"
    )]
    [TestCase(",0.0003,5600", "", "line 5, column count: \"20\" is not 22 columns")]
    [TestCase(",0.95,", ",0,95,", "line 5, column count: \"23\" is not 22 columns")]
    public void A_bad_row_is_left_out_counted_and_named(string found, string replacement, string reason)
    {
        var table = Read(Row4300, Row4000.Replace(found, replacement, StringComparison.Ordinal), Row4600);
        Assert.That((table.RowsRead, table.RowsRejected, table.Rejected[0].ToString()), Is.EqualTo((2, 1, reason)));
        Assert.That(table.Chain.Expiries.ToArray().Sum(expiry => expiry.RefusedRows), Is.EqualTo(1));
    }

    [Test]
    public void A_strike_that_stands_twice_is_taken_once()
    {
        var table = Read(Row4300, Row4300);
        Assert.That((table.RowsRead, table.RowsRejected), Is.EqualTo((1, 1)));
        Assert.That(table.Chain.Expiries[0].RefusedRows, Is.Zero, "the strike is there");
        Assert.That(table.Rejected[0].ToString(), Does.Contain("line 4 has it already"));
    }

    [TestCase("Last: 4300", "Lost: 4300", "t.csv, line 3: no line with \"Last: <price>\" stands above the columns")]
    [TestCase("Last: 4300", "Last: -", "t.csv, line 1: column Last: \"-\" is not a positive price")]
    [TestCase("16 June 2023", "36 June 2023", "t.csv, line 2: column Date: \"36 June 2023, 1:40 PM EDT\" is not a date")]
    [TestCase("Date:", "When:", "t.csv, line 3: no line with \"Date: <date>\" stands above the columns")]
    [TestCase("Open Interest,Strike", "Strike,Open Interest", "t.csv, line 3: column 11 is \"Strike\", expected \"Open Interest\"")]
    [TestCase("Expiration Date", "Expiry", "t.csv: no line of column names")]
    [TestCase(
        "Fri Jun",
        "Jun",
        "t.csv, line 3: no usable row follows (1 rejected; the first: line 4, column Expiration Date: \"Jun 16 2023\""
    )]
    public void What_is_no_table_is_refused_with_file_line_and_value(string found, string replacement, string message)
    {
        var text = TextOf(Row4000).Replace(found, replacement, StringComparison.Ordinal);
        Assert.That(() => Read(text), Throws.TypeOf<CboeFileException>().With.Message.StartsWith(message));
    }

    [Test]
    public void Damaged_gzip_is_refused_with_its_name()
    {
        var bytes = new byte[] { 0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
        Assert.That(
            () => CboeTableReader.Read(new MemoryStream(bytes), "t.csv.gz"),
            Throws.TypeOf<CboeFileException>().With.Message.StartsWith("t.csv.gz: the gzip data is damaged")
        );
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    [TestCase(RealTables.Partial)]
    [TestCase(RealTables.Qqq)]
    public void Every_row_of_a_real_table_is_read(string start)
    {
        var path = RealTables.Find(start);
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var symbols = text.ReadToEnd().Split('\n').Count(line => RawTable.IsRow(line.Split(',')));
        var table = CboeTableReader.Read(path);
        Assert.That((table.RowsRead, table.RowsRejected), Is.EqualTo((symbols, 0)));
        Assert.That(table.Chain.RowCount, Is.EqualTo(symbols));
    }

    private static string TextOf(params string[] rows) =>
        "S&P 500 INDEX,Last: 4300,Change: 1.5\nDate: 16 June 2023, 1:40 PM EDT,Bid: 4299,Ask: 4301,Size: 1*1,Volume: 0\n"
        + $"{Columns}\n{string.Join('\n', rows)}\n";

    private static CboeTable Read(params string[] rows) => Read(TextOf(rows));

    private static CboeTable Read(string text) => CboeTableReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.csv");
}
