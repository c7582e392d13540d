using System;
using GameServer.Host.Admin;

namespace GameServer.Host.Dashboard;

/// <summary>A page of the dashboard.</summary>
/// <param name="Section">Its path below <see cref="DashboardPages.Root"/>; empty for the overview.</param>
/// <param name="Title">Its heading, and its name in the navigation.</param>
/// <param name="Component">What it is rendered from.</param>
/// <param name="Role">Who may look at it.</param>
/// <param name="Parent">Section of the page in the navigation that leads to it; null when it stands there itself.</param>
public sealed record DashboardPage(string Section, string Title, Type Component, AdminRole Role = AdminRole.Viewer, string? Parent = null);
