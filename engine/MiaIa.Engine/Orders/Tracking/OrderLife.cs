namespace MiaIa.Engine.Orders;

/// <summary>
/// The life of every order as one table: what happened (rows) to an order in a state (columns) leads to a state and an action. <c>=</c> stays in
/// its state; the sign behind is the <see cref="OrderAction"/>. docs/orders.md shows the same table with the reasons; a test compares them.
/// </summary>
internal static class OrderLife
{
    private const string Table = """
                 Decided     Unresolved Sent      Working   Partial   Canceling Filled   Canceled Rejected Refused   Vanished  Denied
        Refused  Refused     Refused!   =!        =!        =!        =!        =!       =!       =~       =         =!        =~
        Sent     Sent        Sent       =~        =~        =~        =         =~       =~       =~       Sent!     =~        Sent!
        Working  Working     Working    Working   =         =~        =         =~       =!       =!       Working!  Working!  Working!
        Partial  Partial     Partial    Partial   Partial   =         Partial   =~       =!       =!       Partial!  Partial!  Partial!
        Filled   Filled      Filled     Filled    Filled    Filled    Filled    =        Filled!  Filled!  Filled!   Filled    Filled!
        Canceled Canceled!   Canceled!  Canceled! Canceled! Canceled! Canceled  =~       =        =~       Canceled! Canceled  Canceled!
        Released Canceled    Canceled   Canceled  Canceled  Canceled  Canceled  =~       =        =~       Canceled! Canceled  Canceled!
        Rejected Rejected!   Rejected!  Rejected! Rejected! Rejected! Rejected! =!       =~       =        Rejected! Rejected  Rejected!
        Exists   Unresolved? =?         =~        =~        =~        =~        =~       =~       =~       =!        =?        =!
        Shown    Working     Working    Working   =         =         =         Working! Working! Working! Working!  Working!  Working!
        Missing  =           Vanished!  Vanished! Vanished! Vanished! Canceled! =        =        =        =         =         =
        Unknown  Refused!    Refused!   Vanished! Vanished! Vanished! Refused!  =        =        =        =         =         =
        Silent   Unresolved? =?         =?        =         =         =?        =        =        =        =         =         =
        Unwanted Canceling-  Canceling- Canceling- Canceling- =       =-        =        =        =        =         =         =
        """;

    private static readonly int States = Enum.GetValues<OrderState>().Length;
    private static readonly OrderStep[] Steps = Read();

    /// <summary>What <paramref name="happened"/> makes of an order in <paramref name="state"/>.</summary>
    internal static OrderStep After(OrderState state, OrderEvent happened) => Steps[((int)happened * States) + (int)state];

    /// <summary>Reads one cell, such as <c>Canceled!</c> or <c>=?</c>.</summary>
    internal static OrderStep Cell(ReadOnlySpan<char> text, OrderState state)
    {
        var action = text[^1] switch
        {
            '~' => OrderAction.Late,
            '?' => OrderAction.Ask,
            '!' => OrderAction.Doubt,
            '-' => OrderAction.Cancel,
            _ => OrderAction.None,
        };
        var name = action == OrderAction.None ? text : text[..^1];
        return new OrderStep(name is "=" ? state : Enum.Parse<OrderState>(name), action);
    }

    private static OrderStep[] Read()
    {
        var rows = Table.Split('\n');
        var columns = Words(rows[0]);
        var steps = new OrderStep[Enum.GetValues<OrderEvent>().Length * States];
        foreach (var row in rows[1..])
        {
            var cells = Words(row);
            var happened = (int)Enum.Parse<OrderEvent>(cells[0]);
            for (var column = 0; column < columns.Length; column++)
            {
                var state = Enum.Parse<OrderState>(columns[column]);
                steps[(happened * States) + (int)state] = Cell(cells[column + 1], state);
            }
        }

        return steps;
    }

    private static string[] Words(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
