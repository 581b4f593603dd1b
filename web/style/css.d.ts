/** A style sheet that a page brings along; Vite links it. */
declare module '*.css';
