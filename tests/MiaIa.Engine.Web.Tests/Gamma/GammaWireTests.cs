using Grpc.Core;
using MiaIa.Engine.Host;
using MiaIa.Engine.Host.Tests.Chains;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Engine.Web.Tests.Browser;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog.Core;

namespace MiaIa.Engine.Web.Tests.Gamma;

/// <summary>What the view Gamma is answered, by a real engine.</summary>
public sealed class GammaWireTests
{
    [Test]
    public async Task No_chain_a_chain_without_a_basis_and_one_that_is_fitted_are_three_states()
    {
        await using var page = await ServedPage.StartAsync();
        var gamma = new V1.Gamma.GammaClient(page.Channel);
        using var tape = await PlayedTape.BeginAsync(page.Study(), 100);
        var none = await gamma.GetGammaAsync(new GetGammaRequest { Instrument = "MES" });
        Assert.That(
            (none.State, none.Source, none.HasBasisPoints, none.Exposure),
            Is.EqualTo((ChainState.None, "", false, (GammaExposure?)null))
        );
        Assert.That((none.Minutes.UnixS.Count, none.FirstMinuteUnixS, none.Vendor.Count), Is.EqualTo((0, 0L, 0)));

        ChainBeside.List(page.Engine);
        await tape.PlayAsync(70);
        var unplaced = await gamma.GetGammaAsync(new GetGammaRequest { Instrument = "MES" });
        Assert.That((unplaced.State, unplaced.Source, unplaced.FittedUnixUs), Is.EqualTo((ChainState.Unplaced, "live", 0L)));

        await ChainBeside.PlayAsync(page.Engine, tape, 100);
        var fitted = await gamma.GetGammaAsync(new GetGammaRequest());
        Assert.That(
            (fitted.State, fitted.Instrument, fitted.Index),
            Is.EqualTo((ChainState.Fitted, "MES", "SPX")),
            "the first that has a chain"
        );
        Assert.That(fitted.LastPoints - fitted.BasisPoints, Is.EqualTo(ChainBeside.IndexPoints).Within(2));
        Assert.That(fitted.Coverage, Is.InRange(fitted.CoverageMin, 1));
        AssertWhole(fitted.Exposure);

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await gamma.GetGammaAsync(new GetGammaRequest { Instrument = "XX" })
        );
        Assert.That(refused!.StatusCode, Is.EqualTo(StatusCode.NotFound));
        var bounds = new GetGammaRequest { KnownMinuteUnixS = long.MaxValue, KnownFittedUnixUs = long.MinValue };
        Assert.That((await gamma.GetGammaAsync(bounds)).Minutes.UnixS, Is.Empty);
    }

    [Test]
    public async Task What_the_caller_holds_is_left_out_and_each_minute_comes_once()
    {
        await using var page = await ServedPage.StartAsync();
        var gamma = new V1.Gamma.GammaClient(page.Channel);
        using var tape = await PlayedTape.BeginAsync(page.Study(), 100);
        ChainBeside.List(page.Engine);
        await ChainBeside.PlayAsync(page.Engine, tape, 140);
        var first = await gamma.GetGammaAsync(new GetGammaRequest { Instrument = "MES" });
        Assert.That(first.Minutes.UnixS, Is.Ordered.And.Count.GreaterThanOrEqualTo(2));
        Assert.That(first.FirstMinuteUnixS, Is.EqualTo(first.Minutes.UnixS[0]));
        var held = new GetGammaRequest
        {
            Instrument = "MES",
            KnownFittedUnixUs = first.FittedUnixUs,
            KnownMinuteUnixS = first.Minutes.UnixS[^1],
        };
        var nothing = await gamma.GetGammaAsync(held);
        Assert.That(
            (nothing.Exposure, nothing.Minutes.UnixS.Count, nothing.State),
            Is.EqualTo(((GammaExposure?)null, 0, ChainState.Fitted))
        );

        await ChainBeside.PlayAsync(page.Engine, tape, 60);
        var next = await gamma.GetGammaAsync(held);
        Assert.That(next.Minutes.UnixS, Is.EqualTo(new[] { first.Minutes.UnixS[^1] + 60 }));
        Assert.That(next.FittedUnixUs, Is.EqualTo(next.Minutes.UnixS[0] * 1_000_000));
        var minute = next.Minutes;
        Assert.That(minute.All.CallWall.Single(), Is.EqualTo(next.Exposure.All.CallWall.Strike));
        Assert.That(minute.First.PutWall.Single(), Is.EqualTo(next.Exposure.First.PutWall.Strike));
        Assert.That(minute.NetUsd.Single(), Is.EqualTo(next.Exposure.All.NetUsd));
        // The session is open already when the chain comes: the change is measured from its first fit.
        Assert.That(next.Exposure.OpenUnixUs, Is.EqualTo(first.Minutes.UnixS[0] * 1_000_000));
        Assert.That(next.Exposure.OpenCallUsd, Has.Count.EqualTo(next.Exposure.Strike.Count));
        Assert.That(next.Exposure.OpenCallUsd, Is.Not.EqualTo(next.Exposure.All.CallUsd));
    }

    [Test]
    public async Task The_days_minutes_outlive_the_engine()
    {
        using var folder = new TemporaryFolder();
        GammaView before;
        await using (var engine = await StartAsync(folder))
        {
            using var channel = TestAccess.Channel(engine.Address);
            using var tape = await PlayedTape.BeginAsync(new ScriptedStudy(channel), 100);
            ChainBeside.List(engine);
            await ChainBeside.PlayAsync(engine, tape, 200);
            before = await new V1.Gamma.GammaClient(channel).GetGammaAsync(new GetGammaRequest { Instrument = "MES" });
        }

        await using (var engine = await StartAsync(folder))
        {
            using var channel = TestAccess.Channel(engine.Address);
            var after = await new V1.Gamma.GammaClient(channel).GetGammaAsync(new GetGammaRequest { Instrument = "MES" });
            Assert.That(after.Minutes.UnixS, Has.Count.GreaterThanOrEqualTo(3));
            Assert.That(after.Minutes, Is.EqualTo(before.Minutes));
            Assert.That(after.Exposure, Is.EqualTo(before.Exposure));
        }
    }

    private static void AssertWhole(GammaExposure exposure)
    {
        var strikes = exposure.Strike.Count;
        Assert.That(exposure.Strike, Is.Ordered.And.Count.EqualTo(60), "the chain has 81");
        foreach (var scope in new[] { exposure.All, exposure.First, exposure.Volume })
        {
            Assert.That((scope.CallUsd.Count, scope.PutUsd.Count), Is.EqualTo((strikes, strikes)));
            Assert.That(scope.CallUsd, Has.All.GreaterThanOrEqualTo(0));
            Assert.That(scope.PutUsd, Has.All.LessThanOrEqualTo(0));
            Assert.That(scope.CurvePoints, Has.Count.EqualTo(scope.CurveNetUsd.Count));
            // The walls are the extremes of the columns.
            var nets = scope.CallUsd.Zip(scope.PutUsd, (call, put) => call + put).ToArray();
            Assert.That(scope.CallWall.ExposureUsd, Is.EqualTo(nets.Max()).Within(1e-6 * scope.GrossUsd));
            Assert.That(scope.CallWall.Strike, Is.EqualTo(exposure.Strike[Array.IndexOf(nets, nets.Max())]));
            Assert.That(scope.PutWall.Strike, Is.EqualTo(exposure.Strike[Array.IndexOf(nets, nets.Min())]));
            if (scope.HasZeroGammaPoints)
                Assert.That(scope.CrossingPoints, Does.Contain(scope.ZeroGammaPoints));
        }

        // The first expiry is a part of all, strike by strike, and its cells are its bars.
        Assert.That(exposure.FirstDate, Is.EqualTo(MadeUpSpx.Expiries[0].Date));
        Assert.That(exposure.Expiry.Select(expiry => (expiry.Root, expiry.Date)), Is.EqualTo(MadeUpSpx.Expiries));
        for (var i = 0; i < strikes; i++)
            Assert.That(exposure.First.CallUsd[i], Is.InRange(0, exposure.All.CallUsd[i] * (1 + 1e-9)));
        foreach (var cell in exposure.Cell.Where(cell => cell.Expiry == 0))
        {
            var place = exposure.Strike.IndexOf(cell.Strike);
            Assert.That(cell.CallUsd, Is.EqualTo(exposure.First.CallUsd[place]).Within(1e-9 * exposure.First.GrossUsd));
            Assert.That(cell.PutUsd, Is.EqualTo(exposure.First.PutUsd[place]).Within(1e-9 * exposure.First.GrossUsd));
        }

        Assert.That(exposure.Expiry.Sum(expiry => expiry.NetUsd), Is.EqualTo(exposure.All.NetUsd).Within(1e-6 * exposure.All.GrossUsd));
    }

    private static Task<EngineServer> StartAsync(TemporaryFolder folder)
    {
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            Journal = new JournalSettings { Directory = folder.FullName, AcknowledgeMs = 0 },
            Page = new PageSettings { Enabled = false },
        };
        return EngineServer.StartAsync(settings, Logger.None);
    }
}
