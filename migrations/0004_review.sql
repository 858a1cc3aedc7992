CREATE TABLE `branding` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`updated_at` text NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `final_reports` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`evaluation_id` text NOT NULL,
	`product_id` text NOT NULL,
	`format` text NOT NULL,
	`locale` text NOT NULL,
	`layout` text NOT NULL,
	`template` text NOT NULL,
	`content_type` text NOT NULL,
	`file_name` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` text NOT NULL,
	`content` blob,
	PRIMARY KEY(`organization_id`, `evaluation_id`, `format`, `locale`, `layout`, `template`),
	FOREIGN KEY (`organization_id`,`product_id`) REFERENCES `products`(`organization_id`,`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `review_entries` (
	`organization_id` text DEFAULT 'local' NOT NULL,
	`id` text NOT NULL,
	`product_id` text NOT NULL,
	`evaluation_id` text,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`at` text NOT NULL,
	`content` text,
	PRIMARY KEY(`organization_id`, `id`),
	FOREIGN KEY (`organization_id`,`product_id`) REFERENCES `products`(`organization_id`,`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `review_entries_of_product` ON `review_entries` (`organization_id`,`product_id`,`id`);