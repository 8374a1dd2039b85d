using DuckDB.NET.Data;
using MiaIa.Evidence.Queries;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Queries;

/// <summary>SQL reads the files of one folder, and can do nothing else.</summary>
public sealed class EvidenceQueryTests
{
    private string _root = "";
    private string _data = "";

    [SetUp]
    public void MakeFiles()
    {
        _root = Directory.CreateTempSubdirectory("miaia-query-tests-").FullName;
        // A quote in the path must not end a text of SQL.
        _data = Path.Combine(_root, "it's data");
        Directory.CreateDirectory(_data);
        Write(Path.Combine(_data, "trades.parquet"), "SELECT range AS number, range * 12.5 AS usd FROM range(4)");
        Write(Path.Combine(_root, "secret.parquet"), "SELECT 'secret' AS word");
    }

    [TearDown]
    public void RemoveFiles() => Directory.Delete(_root, recursive: true);

    [Test]
    public void A_view_is_named_after_each_file()
    {
        Write(Path.Combine(_data, "signals-2025.parquet"), "SELECT 1 AS one");
        using var query = EvidenceQuery.Open(_data);
        Assert.That(query.Views, Is.EqualTo(["signals-2025", "trades"]));
        Assert.That(Rows(query, "SELECT sum(usd), count(*) FROM trades"), Is.EqualTo(["75|4"]));
        Assert.That(Rows(query, "SELECT * FROM \"signals-2025\""), Is.EqualTo(["1"]));
    }

    [Test]
    public void Before_anything_was_gathered_the_units_that_are_done_are_one_table()
    {
        foreach (var day in (string[])["2025-11-12", "2025-11-13"])
        {
            var unit = Path.Combine(_data, "units", day);
            Directory.CreateDirectory(unit);
            Write(Path.Combine(unit, "readings.parquet"), $"SELECT DATE '{day}' AS day");
            Write(Path.Combine(unit, "trades.parquet"), "SELECT 99 AS number, 0.5 AS usd");
            File.WriteAllText(Path.Combine(unit, "unit.json"), "{}");
        }

        var half = Path.Combine(_data, "units", ".unfinished", "2025-11-14.1");
        Directory.CreateDirectory(half);
        File.WriteAllText(Path.Combine(half, "readings.parquet"), "half");
        using var query = EvidenceQuery.Open(_data);
        Assert.That(Rows(query, "SELECT day FROM readings ORDER BY day"), Is.EqualTo(["2025-11-12", "2025-11-13"]));
        Assert.That(Rows(query, "SELECT max(number) FROM trades"), Is.EqualTo(["3"]), "what was gathered is taken instead of the units");
    }

    [TestCase("COPY (SELECT 1) TO '{data}/trades.parquet'")]
    [TestCase("COPY (SELECT 1) TO '{data}/new.parquet'")]
    [TestCase("ATTACH '{data}/new.db'")]
    [TestCase("EXPORT DATABASE '{data}/copy'")]
    [TestCase("CREATE TABLE t (a INTEGER)")]
    [TestCase("DROP VIEW trades")]
    [TestCase("INSERT INTO trades VALUES (1, 2)")]
    [TestCase("SET lock_configuration = false")]
    [TestCase("PRAGMA enable_profiling")]
    [TestCase("INSTALL httpfs")]
    [TestCase("SELECT 1; COPY (SELECT 1) TO '{data}/new.parquet'")]
    public void What_does_not_select_is_refused_and_changes_nothing(string sql)
    {
        var before = Directory.GetFileSystemEntries(_data);
        var bytes = File.ReadAllBytes(Path.Combine(_data, "trades.parquet"));
        using var query = EvidenceQuery.Open(_data);
        Assert.That(
            () => Rows(query, sql.Replace("{data}", _data.Replace("'", "''"))),
            Throws.TypeOf<EvidenceException>().With.Message.EqualTo("only a statement that selects is run: the files are for reading")
        );
        Assert.That(Directory.GetFileSystemEntries(_data), Is.EqualTo(before));
        Assert.That(File.ReadAllBytes(Path.Combine(_data, "trades.parquet")), Is.EqualTo(bytes));
    }

    [TestCase("SELECT * FROM '{root}/secret.parquet'")]
    [TestCase("SELECT * FROM '{data}/../secret.parquet'")]
    [TestCase("SELECT * FROM read_text('{root}/secret.parquet')")]
    [TestCase("SELECT * FROM glob('{root}/*')")]
    [TestCase("SELECT * FROM query('SELECT * FROM read_blob(''{root}/secret.parquet'')')")]
    public void No_other_folder_is_read(string sql)
    {
        using var query = EvidenceQuery.Open(_data);
        var asked = sql.Replace("{data}", _data.Replace("'", "''")).Replace("{root}", _root);
        Assert.That(() => Rows(query, asked), Throws.TypeOf<EvidenceException>().With.Message.Contains("disabled by configuration"));
    }

    [Test]
    public void Files_of_the_folder_can_be_named_as_well()
    {
        using var query = EvidenceQuery.Open(_data);
        Assert.That(Rows(query, $"SELECT count(*) FROM '{_data.Replace("'", "''")}/trades.parquet'"), Is.EqualTo(["4"]));
    }

    [TestCase("SELEC 1", "this is no SQL: syntax error at or near \"SELEC\"")]
    [TestCase("", "one statement at a time: these are 0")]
    [TestCase("SELECT 1; SELECT 2", "one statement at a time: these are 2")]
    [TestCase("SELECT * FROM nothing", "Catalog Error: Table with name nothing does not exist!")]
    [TestCase("SELECT missing FROM trades", "Binder Error: Referenced column \"missing\" not found in FROM clause!")]
    [TestCase("SELECT 'x'::INTEGER", "Conversion Error: Could not convert string 'x' to INT32")]
    public void What_DuckDB_refuses_is_told_in_its_words(string sql, string why)
    {
        using var query = EvidenceQuery.Open(_data);
        Assert.That(() => Rows(query, sql), Throws.TypeOf<EvidenceException>().With.Message.StartsWith(why));
    }

    [TestCase("SELECT NULL", "")]
    [TestCase("SELECT TRUE", "True")]
    [TestCase("SELECT 1::HUGEINT << 100", "1267650600228229401496703205376")]
    [TestCase("SELECT 0.1::DOUBLE", "0.1")]
    [TestCase("SELECT 'nan'::DOUBLE", "NaN")]
    [TestCase("SELECT TIMESTAMP '2025-11-12 14:30:00.25'", "2025-11-12 14:30:00.25")]
    [TestCase("SELECT DATE '2025-11-12'", "2025-11-12")]
    [TestCase("SELECT [1, 2]", "[1,2]")]
    [TestCase("SELECT {'a': 1}", "{\"a\":1}")]
    [TestCase("SELECT 'ab'::BLOB", "6162")]
    [TestCase("SELECT INTERVAL 90 MINUTE", "01:30:00")]
    public void Values_are_plain(string sql, string expected)
    {
        using var query = EvidenceQuery.Open(_data);
        Assert.That(Rows(query, sql), Is.EqualTo([expected]));
    }

    [Test]
    public void Can_be_stopped()
    {
        using var query = EvidenceQuery.Open(_data);
        using var stop = new CancellationTokenSource();
        Assert.That(
            () => query.Run("SELECT a.range FROM range(100000) a, range(100000) b", _ => { }, _ => stop.Cancel(), stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public void What_it_spilled_is_gone_afterwards()
    {
        string folder;
        using (var query = EvidenceQuery.Open(_data))
        {
            folder = query.SpillFolder;
            Assert.That(Directory.Exists(folder), Is.True);
        }

        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void A_folder_without_files_is_said_so()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_root, "empty")).FullName;
        Assert.That(
            () => EvidenceQuery.Open(empty),
            Throws.TypeOf<EvidenceException>().With.Message.StartsWith("there is no Parquet file in")
        );
        Assert.That(
            () => EvidenceQuery.Open(Path.Combine(_root, "none")),
            Throws.TypeOf<EvidenceException>().With.Message.StartsWith("there is no folder")
        );
    }

    [Test]
    public void A_file_that_is_no_Parquet_is_named_and_the_others_are_read()
    {
        File.WriteAllText(Path.Combine(_data, "broken.parquet"), "this is not one");
        using var query = EvidenceQuery.Open(_data);
        Assert.That(query.Views, Is.EqualTo(["trades"]));
        Assert.That(query.Broken, Has.One.StartsWith("broken.parquet: cannot be read, so that there is no view broken: "));
        Assert.That(Rows(query, "SELECT count(*) FROM trades"), Is.EqualTo(["4"]));
    }

    [Test]
    public void A_file_that_was_cut_is_named_and_the_others_are_read()
    {
        var cut = Path.Combine(_data, "signals.parquet");
        Write(cut, "SELECT range AS number FROM range(1000)");
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^20]);
        using var query = EvidenceQuery.Open(_data);
        Assert.That(query.Views, Is.EqualTo(["trades"]));
        Assert.That(query.Broken, Has.Count.EqualTo(1));
    }

    [Test]
    public void Where_no_file_can_be_read_each_is_named()
    {
        foreach (var path in Directory.GetFiles(_data))
            File.WriteAllText(path, "this is not one");
        Assert.That(
            () => EvidenceQuery.Open(_data),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("trades.parquet: cannot be read")
        );
    }

    private static string[] Rows(EvidenceQuery query, string sql)
    {
        var rows = new List<string>();
        query.Run(
            sql,
            _ => { },
            values =>
                rows.Add(
                    string.Join('|', values.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)))
                ),
            CancellationToken.None
        );
        return [.. rows];
    }

    private static void Write(string path, string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{path.Replace("'", "''")}'";
        command.ExecuteNonQuery();
    }
}
