import { mount } from "svelte";
import App from "./App.svelte";
import "./page.css";

const target = document.getElementById("page");
if (target === null) throw new Error("index.html has no place for the page");
mount(App, { target });
