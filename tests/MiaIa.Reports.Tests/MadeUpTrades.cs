using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using Microsoft.Data.Sqlite;

namespace MiaIa.Reports.Tests;

/// <summary>Databases with made-up trades, as the projection's tables have them.</summary>
internal sealed class MadeUpTrades
{
    private static readonly string[] Tiers = ["Weak", "Good", "Strong", "Premium"];
    private static readonly string[] Roles = ["Stop", "Target", "Exit"];

    private readonly SqliteConnection _connection;
    private readonly Random _random = new(20260624);
    private string _refused = "";

    private MadeUpTrades(SqliteConnection connection) => _connection = connection;

    /// <summary>Makes a database in which each trade of each date has two fills, a signal, a verdict and a ghost.</summary>
    /// <param name="path">Where.</param>
    /// <param name="tradesADay">How many.</param>
    /// <param name="dates">Trade dates; the trades lie in their regular sessions in summer time.</param>
    internal static void Write(string path, int tradesADay, params DateOnly[] dates)
    {
        var nowhere = Directory.CreateTempSubdirectory("miaia-none-");
        JournalFollower.Open(nowhere.FullName, new EngineOptions([InstrumentOptions.Es], "1.0.0"), path).Dispose();
        nowhere.Delete();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var trades = new MadeUpTrades(connection);
        trades.Run("INSERT INTO segments VALUES (1, 1, 5, '0.1.0', 'aaaa', 8, 'aaaa', 8), (2, 2, 6, '0.1.0', 'bbbb', 8, 'bbbb', 8)");
        var id = 0;
        foreach (var date in dates)
        {
            var open = new DateTimeOffset(date.ToDateTime(new TimeOnly(13, 30)), TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000_000;
            for (var i = 0; i < tradesADay; i++)
                trades.Trade(++id, date, open + (i * 23_000L * 1_000_000_000 / tradesADay));
        }

        transaction.Commit();
    }

    private void Trade(int id, DateOnly date, long entered)
    {
        var (instrument, tick) = _random.Next(3) == 0 ? ("MES", 125L) : ("ES", 1_250L);
        var owner = $"'{instrument}', '{(_random.Next(10) == 0 ? "sim" : "dry-run")}', '{(_random.Next(12) == 0 ? "SYNTHETIC" : "")}'";
        var segment = 1 + _random.Next(2);
        var (lots, side) = (1 + _random.Next(2), _random.Next(2) == 0 ? "long" : "short");
        var role = Roles[_random.Next(3)];
        var ticks =
            role == "Target" ? 16
            : role == "Stop" ? -8 - _random.Next(3)
            : _random.Next(-7, 15);
        var fees = 2 * 215L * lots;
        var profit = (ticks * tick * lots) - fees;
        var exited = entered + _random.NextInt64(1, 4_000) * 1_000_000_000;
        var slippage = role == "Exit" ? "NULL" : Text((role == "Stop" ? -ticks - 8 : 0) * tick * lots);
        var tier = Tiers[_random.Next(4)];
        var readings = Enumerable
            .Range(0, FeatureNames.Count)
            .Select(_ =>
                _random.Next(6) switch
                {
                    0 => "NULL",
                    1 => "0",
                    _ => (_random.NextDouble() * 2 - 1).ToString("R", CultureInfo.InvariantCulture),
                }
            );
        var score = Text(_random.Next(-100, 101)) + " / 100.0";
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var place = $"{segment}, {id}";
        Signal(place, id, owner, $"{entered}, '{side}', '{tier}', {score}, 0.9, 20000, 19992, 20016, {lots}, 60000000");
        Ghost(place, id, owner, $"'{side}', {entered}, {exited}", ticks * tick, tick);
        Run(
            $"INSERT INTO orders VALUES ({place}, 3, {owner}, 'Flatten', {id}, 0, 'none', 0, NULL, NULL, 0, 0, '{(_random.Next(2) == 0 ? "flat_by_close" : "killed")}', {entered})"
        );
        Run(
            $"INSERT INTO fills VALUES ({place}, 4, {owner}, 'a{id:x15}', {id}, 'Entry', '{side}', {lots}, 20000, {entered}, 0, 20000, 0, 0, {fees / 2}, 1, '{day}')"
        );
        Run(
            $"INSERT INTO fills VALUES ({place}, 5, {owner}, 'b{id:x15}', {id}, '{role}', 'none', {lots}, 20000, {exited}, 0, NULL, {slippage}, {profit + fees}, {fees - (fees / 2)}, 0, '{day}')"
        );
        Run(
            $"INSERT INTO round_trips VALUES ({place}, 6, {owner}, '{day}', {id}, {id}, '{side}', {lots}, {entered}, {exited}, 20000, 20000, {_random.Next(9)}, {_random.Next(17)}, {profit}, {fees}, {slippage}, '{tier}', {score}, 0.9, {string.Join(", ", readings)})"
        );
    }

    private void Signal(string place, int id, string owner, string born)
    {
        var approved = _random.Next(3) > 0;
        _refused = approved ? "" : "SPREAD";
        var flag = approved ? 1 : 0;
        Run($"INSERT INTO signals VALUES ({place}, 0, {owner}, 'ESU26', {id}, {born})");
        Run($"INSERT INTO verdicts VALUES ({place}, 1, {owner}, {id}, {born.Split(',')[0]}, {flag}, {1 - flag}, '{_refused}', {flag})");
        Run($"INSERT INTO verdict_codes VALUES ({place}, 1, 'SPREAD', {flag}, 1, 2), ({place}, 1, 'MARGIN', 1, NULL, 2)");
    }

    private void Ghost(string place, int id, string owner, string traded, long cents, long tick)
    {
        var slipped = cents < 0 ? tick : 0;
        var profit = cents - 430;
        Run(
            $"INSERT INTO ghosts VALUES ({place}, 2, {owner}, {id}, 'Through', '{_refused}', {traded}, {cents / tick}, 1, 1, {profit}, {profit - slipped}, {profit - (2 * slipped)})"
        );
    }

    private void Run(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
