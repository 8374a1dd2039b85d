using MiaIa.Engine.Host;
using MiaIa.Engine.Host.Days;
using MiaIa.Engine.Host.Page;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace MiaIa.Engine.Web.Tests;

/// <summary>An engine in this process with its page, on free ports, and a study that does what a test says.</summary>
internal sealed class ServedPage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly PageServer _page;

    private ServedPage(TemporaryFolder folder, EngineServer engine, PageServer page, ServedElsewhere? elsewhere)
    {
        _folder = folder;
        Engine = engine;
        _page = page;
        Channel = elsewhere?.Channel(engine.Address) ?? TestAccess.Channel(engine.Address);
    }

    internal EngineServer Engine { get; }

    internal Grpc.Net.Client.GrpcChannel Channel { get; }

    internal DayBook Days => Engine.Shared.GetRequiredService<DayBook>();

    /// <summary>Where the projection would keep the database of trades.</summary>
    internal string Database => _folder.File("trades.db");

    internal Uri Address => _page.Address;

    internal PageFeed Feed => Engine.Shared.GetRequiredService<PageFeed>();

    /// <param name="log">Of the program that a test has around it; null = there is none.</param>
    /// <param name="vendors">Files of vendors; null = none.</param>
    /// <param name="ibkr">The link to a Gateway; null = none.</param>
    /// <param name="accounts">That live trading would be allowed in.</param>
    /// <param name="elsewhere">With what it is open to other machines; null = it is not.</param>
    internal static async Task<ServedPage> StartAsync(
        ProgramLog? log = null,
        VendorSettings? vendors = null,
        ServedElsewhere? elsewhere = null,
        IbkrSettings? ibkr = null,
        params string[] accounts
    )
    {
        var folder = new TemporaryFolder();
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            // Low enough for the signals of a tape that holds trades and a book alone.
            CoverageFloor = 0.3,
            Journal = new JournalSettings { Directory = folder.FullName, AcknowledgeMs = 0 },
            Trading = new TradingSettings { LiveAccounts = accounts },
            Ibkr = ibkr ?? new IbkrSettings(),
            Vendors = vendors ?? new VendorSettings(),
            Page = elsewhere is null ? new PageSettings() : ServedElsewhere.Page,
            Tls = elsewhere?.Tls ?? new TlsSettings(),
        };
        var lines = log?.Logger ?? Logger.None;
        var engine = await EngineServer.StartAsync(settings, lines, secrets: log?.Secrets);
        var page = await PageServer.TryStartAsync(settings, engine, lines, log);
        return new(folder, engine, page ?? throw new InvalidOperationException("the page was not served"), elsewhere);
    }

    /// <summary>A link that lets a browser in.</summary>
    internal async Task<Uri> InviteAsync(AccessRole role = AccessRole.Operate)
    {
        var request = new InviteRequest { WatchOnly = role == AccessRole.Watch };
        return new Uri((await new V1.Page.PageClient(Channel).InviteAsync(request)).Address);
    }

    internal ScriptedStudy Study() => new(Channel);

    internal EngineStatus State() => Engine.Runner.Report(withExposure: false);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _page.DisposeAsync();
        await Engine.DisposeAsync();
        _folder.Dispose();
    }
}
